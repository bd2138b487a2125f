import type { Case } from "../case";
import { databases, secrets } from "./databases";
import { identities } from "./identities";
import { keys, networks } from "./networks";
import { sharing } from "./sharing";

export const cases: readonly Case[] = [...databases, ...secrets, ...networks, ...keys, ...identities, ...sharing];
