import type postgres from 'postgres';

// A type, not an interface: only that fits the driver's index signature.
type Types = { bigint: number; bytea: Uint8Array };

export type Connections = postgres.Sql<Types>;

/** Any connection for a single statement, or the one of a transaction. */
export type Connection = postgres.ISql<Types>;
