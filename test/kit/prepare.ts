import { installPostgres } from './postgres.ts';

/** Once before the tests, in one process: several at a time would fight over the package manager's lock. */
export default function setup(): void {
  if (process.env['RECOURSE_INSTALL'] !== 'no') installPostgres();
}
