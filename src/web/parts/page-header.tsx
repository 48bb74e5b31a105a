import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { usePartPhrases } from './phrases';

/** A page's heading; the window's title follows it. */
export function PageHeader({
  title,
  about,
  back,
  children,
}: {
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly about?: ReactNode;
  /** Where one came from. */
  readonly back?: { readonly to: string; readonly title?: string };
  /** Tags and buttons beside the heading. */
  readonly children?: ReactNode;
}) {
  const t = usePartPhrases();
  useEffect(() => {
    document.title = `${title} · 赋权 Fuquan`;
  }, [title]);
  return (
    <>
      {back && (
        <Link className="fq-back fq-no-print" to={back.to}>
          <span aria-hidden="true">← </span>
          {back.title ?? t.back}
        </Link>
      )}
      <div className="fq-page-header">
        <div>
          <h1>{title}</h1>
          {about && <p>{about}</p>}
        </div>
        <div className="fq-row fq-no-print">{children}</div>
      </div>
    </>
  );
}
