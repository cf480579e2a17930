import { describe, expect, test } from 'vitest';
import { missingIn } from '#desk/reached/add-hook.tsx';
import { stillOn } from '#desk/incident/assess/lead.tsx';
import { webhookShapes } from '#wire/reached.ts';

const typed = { url: '', token: '', to: '', as: '' };

describe('what a service cannot do without is named before anything is sent', () => {
  test('given nothing was typed, each says at least its address', () => {
    for (const shape of webhookShapes) expect(missingIn(shape, typed)).toContain('url');
  });

  test('given an address alone, the room and the token of a chat are asked for, and spaces are no room', () => {
    const given = { ...typed, url: 'https://chat.example.org', to: '  ' };
    expect(missingIn('matrix', given)).toEqual(['to', 'token']);
    expect(missingIn('zulip', given)).toEqual(['as', 'to', 'token']);
    expect(missingIn('generic', given)).toEqual(['token']);
    expect(missingIn('ntfy', given)).toEqual([]);
  });
});

describe('what is said of whether it still goes on is what was said', () => {
  test('given a letter or a text message, nobody was asked', () => {
    for (const channel of ['e-mail', 'sms']) expect(stillOn({ channel, ongoing: 'unsure' })).toBe('unasked');
  });

  test('given a form, not being sure is an answer; given a yes, it is one everywhere', () => {
    expect(stillOn({ channel: 'web', ongoing: 'unsure' })).toBe('unsure');
    expect(stillOn({ channel: 'sms', ongoing: 'yes' })).toBe('yes');
    expect(stillOn({ channel: 'web', ongoing: 'no' })).toBe('now');
  });
});
