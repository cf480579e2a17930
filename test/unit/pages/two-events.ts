import { pyconUs, pyHarbor, world, type World } from './world.ts';

export const autumn = 'pyharbor-autumn';

/** The event of the world, with a programme, and a second one in autumn, of the same team. */
export async function twoEvents(): Promise<World> {
  const programme = [
    {
      id: 'a',
      title: 'A long talk about queries in many small rooms',
      room: 'Room D',
      from: '2027-05-14T08:00',
      to: '2027-05-14T23:00',
    },
    { id: 'b', title: 'Keynote', room: 'Hall', from: '2027-05-14T20:00', to: '2027-05-14T21:00' },
  ];
  const w = await world({}, undefined, { programme });
  const first = pyHarbor(pyconUs());
  await w.settle({ ...first, id: autumn, name: 'PyHarbor Autumn', from: '2027-10-01', to: '2027-10-03' });
  await w.restaff((members) =>
    members.map((one) => ({ ...one, roles: [...one.roles, ...one.roles.map(([, role]) => [autumn, role] as const)] })),
  );
  return w;
}
