/** How many databases a producer can have: the gateway's security group has a rule for each, and 60 at most (AWS quota). */
export const MAX_DATABASES = 60;
