import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bellsOf } from '#server/alerts/bells.ts';
import type { AlertParts } from '#server/alerts/message.ts';
import { reach } from '#server/alerts/reach.ts';
import { routesOf } from '#server/alerts/ways.ts';
import { wakesApart } from '#server/due/circle.ts';
import { generic } from '#server/texts/generic.ts';
import { ground, message, type Ground } from './ground.ts';
import { listener, type Listener } from './listener.ts';

let provider: Listener;
let here: Ground;
let parts: AlertParts;
beforeAll(async () => {
  provider = await listener();
  here = await ground(null, []);
  const texts = generic({
    kind: 'generic',
    files: [],
    secret: 'sixteen letters!',
    from: '+15550100',
    api: provider.origin,
  });
  const bells = bellsOf({ baseUrl: null, pushAlso: [], webhookAlso: [] }, texts, false);
  parts = { ...here.parts, bells };
  await here.routes();
  const row = { id: 'a'.repeat(32), member: 'rosa', kind: 'sms', place: 1, addedAt: 0 } as const;
  await parts.store.putAlertRoute(here.house.org, { ...row, target: '{"number":"+14125550142"}' }, 8);
});
afterAll(() => provider.close());
beforeEach(() => {
  here.at(here.now() + 60_000);
  provider.heard();
});

test('a text message says the wording and where the desk is, to the member’s own number, and nothing else', async () => {
  expect(await reach(parts, 'rosa', message, 'urgent')).toBe('reached');
  const [heard] = provider.heard();
  expect(heard?.body).toContain('+14125550142');
  expect(heard?.body).toContain('Please look at the desk now. https://desk.pyharbor.example/desk');
  expect(heard?.body).not.toMatch(/Quiet|Otter|incident|waiting for you/u);
});

test('one that the provider does not take is tried again', async () => {
  provider.answers(500);
  expect(await reach(parts, 'rosa', { ...message, id: 'another' }, 'urgent')).toBe('again');
});

test('of two that come at the same moment one is a text message, and the other waits', async () => {
  provider.answers(201);
  const both = ['at once', 'at once too'].map((id) => reach(parts, 'rosa', { ...message, id }, 'urgent'));
  const all = await Promise.all(both);
  expect(provider.heard()).toHaveLength(1);
  expect(all).toContain('reached');
  expect(all).toContainEqual({ at: here.now() + 30_000 });
  here.at(here.now() + 30_000);
  expect(await reach(parts, 'rosa', { ...message, id: 'a third' }, 'urgent')).toEqual({ at: here.now() + 30_000 });
  expect(provider.heard()).toEqual([]);
});

test('whoever may be woken again is sent a text message again, and not only what else they have', async () => {
  expect(await reach(parts, 'rosa', { ...message, id: 'a ring' }, 'urgent')).toBe('reached');
  here.at(here.now() + wakesApart);
  expect(await reach(parts, 'rosa', { ...message, id: 'the next ring' }, 'urgent')).toBe('reached');
  expect(provider.heard()).toHaveLength(2);
});

test('without a provider a number is no way to anybody', async () => {
  expect(await routesOf(here.parts, here.house.org, 'rosa')).toEqual([]);
  expect(await reach(here.parts, 'rosa', { ...message, id: 'a fourth' }, 'urgent')).toBe('nowhere');
});
