/** What the API answers and takes, by the contract: types only, none of it is in what browsers load. */
export type * from '../../contract/types';
export type { JsonSchema } from '../../domain/json-schema';
