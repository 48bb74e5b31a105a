/** The application: what every page stands in. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import ConfigProvider from 'antd/es/config-provider';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { RouterProvider } from 'react-router/dom';
import { forgetMe } from '../api/queries';
import { isProblem, Problem } from '../api/request';
import { LanguageProvider, useLanguage } from '../i18n/language';
import { router } from './routes';
import { theme } from './theme';

const noticeExpiry = (error: Error) => {
  if (isProblem(error, 401) && error.code !== 'wrong-credentials') forgetMe(client);
};
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeExpiry }),
  mutationCache: new MutationCache({ onError: noticeExpiry }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // a refusal does not change by asking again
      retry: (failures, error) => !(error instanceof Problem && error.status < 500) && failures < 3,
      // says so by itself when the network is back; asking never waits for what the browser believes
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

function Localised() {
  const language = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <RouterProvider router={router} />
    </ConfigProvider>
  );
}

/** All of it. */
export function Application() {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Localised />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}
