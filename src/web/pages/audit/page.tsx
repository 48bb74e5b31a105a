/** The auditor's explorer: search, one transfer's whole ledger, verification, download. */
import { useParams } from 'react-router';
import './audit.css';
import { Explorer } from './explorer';
import { TransferAudit } from './transfer-audit';

export function Component() {
  const { '*': rest = '' } = useParams();
  const [, id] = /^transfers\/([^/]+)/.exec(rest) ?? [];
  return id === undefined ? <Explorer /> : <TransferAudit key={id} id={id} />;
}
