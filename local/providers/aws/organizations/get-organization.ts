import { AwsError } from "../../../ground/aws-error";
import { NotModelledError } from "../../../services/not-modelled";
import { isMember } from "../../../services/ram/organization";
import { flag } from "../../fields";
import { providerFunction } from "../../functions";

/**
 * DescribeOrganization, as a member account gets it: without the list of accounts, which AWS gives the management
 * account and delegated administrators alone.
 */
export const getOrganization = providerFunction({
  token: "aws:organizations/getOrganization:getOrganization",
  fields: { returnOrganizationOnly: flag() },
  invoke: ({ services, account }, { returnOrganizationOnly }) => {
    const { organization } = services.settings;
    const { id, managementAccount } = organization;
    if (!isMember(organization, account)) {
      throw new AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    }
    if (account === managementAccount && returnOrganizationOnly !== true) {
      throw new NotModelledError("the list of an organisation's accounts", "ask with returnOrganizationOnly: true");
    }
    const arn = `arn:aws:organizations::${managementAccount}`;
    return {
      id,
      arn: `${arn}:organization/${id}`,
      masterAccountArn: `${arn}:account/${id}/${managementAccount}`,
      masterAccountId: managementAccount,
      masterAccountEmail: `account-${managementAccount}@example.com`,
      masterAccountName: "",
      featureSet: "ALL",
      accounts: [],
      nonMasterAccounts: [],
      roots: [],
      awsServiceAccessPrincipals: [],
      enabledPolicyTypes: [],
    };
  },
});
