import { useAnswer } from '../api/queries';
import type { StoredFile } from '../api/types';
import { FileLine } from './file-line';

/** A file that an answer cites; known by its digest until the server has said more of it. */
export function CitedFile({ id, sha256 }: { readonly id: string; readonly sha256: string }) {
  const { data } = useAnswer<StoredFile>(`/api/files/${encodeURIComponent(id)}`);
  if (data) return <FileLine file={data} />;
  return (
    <a className="fq-mono" href={`/api/files/${encodeURIComponent(id)}/content`}>
      {sha256.slice(0, 12)}…
    </a>
  );
}
