import type { ReactNode } from 'react';
import type { TeamMember } from '#questions/fieldset.tsx';

/** Members with what they do here, under a title; nothing when there is nobody. */
export function People({ title, people }: { title?: string; people: readonly TeamMember[] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      <ul className="readers">
        {people.map((member) => (
          <li key={member.id}>
            {member.name}
            <small>{member.part}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
