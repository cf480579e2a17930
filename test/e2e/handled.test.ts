import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from '#kit/browser.ts';
import { forget, serve, type Served } from '#kit/served.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { deskOf, eachPart, go, unfoldAll } from '../shots/handled.ts';
import { english, handled, reported } from '../shots/handled-incident.ts';
import { unlocked } from '../unit/desk/desks.ts';

let served: Served;
let chrome: Browser;
let incident: string;
beforeAll(async () => {
  [served, chrome] = await Promise.all([serve('rehearse'), browser().then((how) => chromium.launch(how))]);
  incident = await handled(served.origin, english);
});
afterAll(async () => {
  await chrome.close();
  await served.stop();
  forget(served);
});

const desk = (who: string): Promise<Page> => deskOf({ chrome, options: {}, origin: served.origin }, who);

test('given nobody wrote yet, then the strip says that the follow-up owes the reporter two things', async () => {
  const fresh = await reported(served.origin, await unlocked(served.origin, 'rosa'), english);
  const rosa = await desk('rosa');
  await go(rosa, paths.deskIncident(fresh));
  const link = rosa.locator('nav.parts').getByRole('link', { name: 'Follow-up' });
  await link.waitFor();
  expect(await link.locator('small').allTextContents()).toEqual(['2 owed']);
  await link.click();
  const owed = rosa.locator('section.part > .owing');
  expect(await owed.getByText('Tell the reporter that a person has it').count()).toBe(1);
  expect(await rosa.locator('section.part').getByText('Follow up with the reporter', { exact: true }).count()).toBe(1);
  await rosa.context().close();
});

test('given a long story, then no line of it asks the server for the list of incidents', async () => {
  const rosa = await desk('rosa');
  const lists: string[] = [];
  rosa.on('request', (request) => {
    if (new URL(request.url()).pathname === staffPaths.api.incidents) lists.push(request.url());
  });
  await go(rosa, paths.deskIncident(incident));
  await rosa.locator('.tl .handled').last().waitFor();
  expect(await rosa.locator('.tl .handled').count()).toBeGreaterThan(30);
  expect(lists.length).toBeLessThan(10);
  await rosa.context().close();
});

test('given somebody is under age, then they are a letter wherever a person is chosen', async () => {
  const rosa = await desk('rosa');
  const chosen: string[] = [];
  await eachPart(rosa, incident, async (part) => {
    if (part === 'story' || part === 'people') return;
    await unfoldAll(rosa);
    chosen.push(...(await rosa.locator('section.part select option').allTextContents()));
  });
  expect(chosen).toContain('N.');
  expect(chosen).toContain('Zoe Ardent');
  expect(chosen.join()).not.toContain('Nils');
  await rosa.context().close();
});

test('given the network goes while an incident is open, then every page of it still opens', async () => {
  const rosa = await desk('rosa');
  await go(rosa, paths.deskIncident(incident));
  await rosa.locator('nav.parts').waitFor();
  await rosa.waitForLoadState('networkidle');
  await rosa.context().setOffline(true);
  const opened: string[] = [];
  await eachPart(rosa, incident, async (part) => void opened.push(part));
  expect(opened).toHaveLength(10);
  await rosa.context().close();
});

test('given a report tells of two things, then one is taken out and read as an incident of its own', async () => {
  const letter = await reported(served.origin, await unlocked(served.origin, 'rosa'), english);
  const rosa = await deskOf(
    { chrome, options: { viewport: { width: 360, height: 740 } }, origin: served.origin },
    'rosa',
  );
  await go(rosa, `${paths.deskIncident(letter)}/people`);
  const form = rosa.getByRole('form', { name: 'Take another incident out of this report' });
  await rosa.locator('#people-take').waitFor({ state: 'attached' });
  await unfoldAll(rosa);
  await form.getByRole('button', { name: 'See who would read it' }).click();
  await form.getByText('Write what happened there.').waitFor();
  await form.getByLabel('What happened there').fill('At the party somebody was pushed at the bar.');
  await form.getByRole('button', { name: 'See who would read it' }).click();
  await form.getByText('would read it. Who has no part in this report has none in the other.').waitFor();
  await form.getByRole('button', { name: 'Make it an incident' }).click();
  const way = form.getByRole('link');
  await way.waitFor();
  expect(await form.getByLabel('What happened there').inputValue()).toBe('');
  await way.click();
  await rosa.getByText('At the party somebody was pushed at the bar.').first().waitFor();
  expect(await rosa.getByText(english.sentence).count()).toBe(0);
  await rosa.context().close();
});
