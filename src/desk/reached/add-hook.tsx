import { useState, type ReactNode } from 'react';
import { randomHex } from '#seal/digest.ts';
import { webhookShapes, type WebhookShape } from '#wire/reached.ts';
import { Field, Pick } from '../frame/field.tsx';
import { useAdding } from './adding.ts';
import { Became } from './became.tsx';
import { shapeName, useReachedWords } from './words.ts';

const empty = { url: '', token: '', to: '', as: '' };

/** A chat or a service that rings: what each asks for, and nothing more. */
export function AddHook(): ReactNode {
  const t = useReachedWords();
  const adding = useAdding();
  const [shape, setShape] = useState<WebhookShape>('ntfy');
  const [typed, setTyped] = useState(empty);
  const type = (more: Partial<typeof empty>): void => setTyped({ ...typed, ...more });
  const choose = (next: WebhookShape): void => {
    setShape(next);
    // A secret that nobody has to think up.
    setTyped({ ...empty, url: typed.url, token: next === 'generic' ? randomHex(16) : '' });
  };
  const server = shape === 'matrix' || shape === 'zulip';
  const send = async (): Promise<void> => {
    const { url, token, to, as } = typed;
    const route = {
      kind: 'webhook',
      shape,
      url: url.trim(),
      token: token.trim(),
      to: to.trim(),
      as: as.trim(),
    } as const;
    if (await adding.add(route)) setTyped(empty);
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
            autoComplete="off"
            value={typed.to}
            onChange={({ target }) => type({ to: target.value })}
          />
        )}
        {shape === 'zulip' && (
          <>
            <Field
              label={t.bot()}
              autoComplete="off"
              value={typed.as}
              onChange={({ target }) => type({ as: target.value })}
            />
            <Field
              label={t.whom()}
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
            autoComplete="off"
            spellCheck={false}
            value={typed.token}
            onChange={({ target }) => type({ token: target.value })}
          />
        )}
        <Became adding={adding} />
        <button className="btn" disabled={adding.busy || typed.url.trim() === ''}>
          {t.addIt()}
        </button>
      </form>
    </details>
  );
}
