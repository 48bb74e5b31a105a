import Button from 'antd/es/button';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { useFramePhrases } from './phrases';

/** While a page is on its way. */
export function PageLoading() {
  const t = useFramePhrases();
  return (
    <p className="fq-loading" role="status">
      {t.loading}
    </p>
  );
}

/** What stands in place of a page that broke, or that could not be loaded (a new version is out, the network is away). */
export function PageFault() {
  const t = useFramePhrases();
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="fq-fault" role="alert">
      <h1>{t.faultTitle}</h1>
      <p>{t.faultText}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t.reload}
      </Button>
    </div>
  );
}
