import Button from 'antd/es/button';
import { useState } from 'react';
import type { Attached } from '../../../forms/draft';
import { EvidenceField } from '../../../forms/evidence-field';
import { fieldId } from '../../../parts/error-summary';
import type { LaunchDraft } from './draft';
import { Group } from './group';
import { useLaunchPhrases } from './phrases';

/** Files of the plan: uploaded as evidence is. Closed until somebody wants it: most launches have none. */
export function PlanField({
  files,
  fault,
  change,
}: {
  readonly files: LaunchDraft['plan'];
  readonly fault: string | undefined;
  /** Takes what is to become of the files: an upload ends after other changes. */
  readonly change: (become: (files: LaunchDraft['plan']) => LaunchDraft['plan']) => void;
}) {
  const t = useLaunchPhrases();
  const [open, setOpen] = useState(false);
  const add = (file: Attached) => change((before) => [...before, file]);
  const remove = (id: string) => change((before) => before.filter((file) => file.id !== id));
  return (
    <Group field="/plan" legend={t.plan + t.optional} hint={t.planHint} fault={fault}>
      {open || files.length > 0 ? (
        <EvidenceField id={fieldId('/plan/files')} label={t.plan} files={files} add={add} remove={remove} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t.planAttach}</Button>
      )}
    </Group>
  );
}
