/** The file in the state folder that says where its running cloud answers: `{ socket, pid }`. */
export const RECORD = "cloud.json";
