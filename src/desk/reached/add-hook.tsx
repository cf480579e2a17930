import { useState, type ReactNode } from 'react';
import { randomHex } from '#seal/digest.ts';
import { webhookShapes, type WebhookShape } from '#wire/reached.ts';
import { Field, Pick } from '../frame/field.tsx';
import { useAdding } from './adding.ts';
import { Became } from './became.tsx';
import { shapeName, useReachedWords } from './words.ts';

const empty = { url: '', token: '', to: '', as: '' };
type Typed = typeof empty;

/** What a service cannot do without. */
export function missingIn(shape: WebhookShape, typed: Typed): readonly (keyof Typed)[] {
  const needs: Readonly<Record<WebhookShape, readonly (keyof Typed)[]>> = {
    ntfy: ['url'],
    slack: ['url'],
    discord: ['url'],
    mattermost: ['url'],
    matrix: ['url', 'to', 'token'],
    zulip: ['url', 'as', 'to', 'token'],
    generic: ['url', 'token'],
  };
  return needs[shape].filter((field) => typed[field].trim() === '');
}

/** A secret that nobody has to think up, and a new one each time. */
const begun = (shape: WebhookShape, url = ''): Typed => ({
  ...empty,
  url,
  token: shape === 'generic' ? randomHex(16) : '',
});

/** A chat or a service that rings: what each asks for, and nothing more. */
export function AddHook(): ReactNode {
  const t = useReachedWords();
  const adding = useAdding();
  const [shape, setShape] = useState<WebhookShape>('ntfy');
  const [typed, setTyped] = useState(empty);
  const [missing, setMissing] = useState<readonly (keyof Typed)[]>([]);
  const type = (more: Partial<Typed>): void => {
    setTyped({ ...typed, ...more });
    setMissing(missing.filter((field) => !(field in more)));
  };
  const wrong = (field: keyof Typed) => missing.includes(field) && { error: t.needed() };
  const choose = (next: WebhookShape): void => {
    setShape(next);
    setMissing([]);
    setTyped(begun(next, typed.url));
  };
  const server = shape === 'matrix' || shape === 'zulip';
  const send = async (): Promise<void> => {
    const lacks = missingIn(shape, typed);
    setMissing(lacks);
    if (lacks.length > 0) return;
    const { url, token, to, as } = typed;
    const route = {
      kind: 'webhook',
      shape,
      url: url.trim(),
      token: token.trim(),
      to: to.trim(),
      as: as.trim(),
    } as const;
    if (await adding.add(route)) setTyped(begun(shape));
  };
  const token =
    shape === 'ntfy'
      ? t.tokenMaybe()
      : shape === 'matrix'
        ? t.token()
        : shape === 'zulip'
          ? t.tokenZulip()
          : shape === 'generic'
            ? t.secret()
            : '';
  return (
    <details>
      <summary>{t.addWebhook()}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Pick label={t.shape()} value={shape} onChange={({ target }) => choose(target.value as WebhookShape)}>
          {webhookShapes.map((one) => (
            <option key={one} value={one}>
              {shapeName(t, one)}
            </option>
          ))}
        </Pick>
        <Field
          label={shape === 'ntfy' ? t.urlNtfy() : server ? t.urlServer() : t.urlHook()}
          {...(!server && { hint: shape === 'ntfy' ? t.urlNtfyHint() : t.urlHookHint() })}
          {...wrong('url')}
          type="url"
          inputMode="url"
          autoComplete="off"
          value={typed.url}
          onChange={({ target }) => type({ url: target.value })}
        />
        {shape === 'matrix' && (
          <Field
            label={t.room()}
            hint={t.roomHint()}
            {...wrong('to')}
            autoComplete="off"
            value={typed.to}
            onChange={({ target }) => type({ to: target.value })}
          />
        )}
        {shape === 'zulip' && (
          <>
            <Field
              label={t.bot()}
              {...wrong('as')}
              autoComplete="off"
              value={typed.as}
              onChange={({ target }) => type({ as: target.value })}
            />
            <Field
              label={t.whom()}
              {...wrong('to')}
              autoComplete="off"
              value={typed.to}
              onChange={({ target }) => type({ to: target.value })}
            />
          </>
        )}
        {token !== '' && (
          <Field
            label={token}
            {...(shape === 'generic' && { hint: t.secretHint() })}
            {...wrong('token')}
            autoComplete="off"
            spellCheck={false}
            value={typed.token}
            onChange={({ target }) => type({ token: target.value })}
          />
        )}
        <Became adding={adding} />
        <button className="btn" disabled={adding.busy}>
          {t.addIt()}
        </button>
      </form>
    </details>
  );
}
