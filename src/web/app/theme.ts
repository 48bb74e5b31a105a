import type { ThemeConfig } from 'antd/es/config-provider';

/** Colours that keep WCAG AA on white and on each other: the library's own greys and greens are too light for that. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0f5cad',
    colorLink: '#0f5cad',
    colorError: '#c0262d',
    colorSuccess: '#1c7c3c',
    colorWarning: '#9a5b00',
    colorTextSecondary: '#4a5568',
    colorTextTertiary: '#5a6472',
    colorTextDescription: '#4a5568',
    colorTextPlaceholder: '#667085',
    colorTextDisabled: '#667085',
    // the edge of a field or a box to tick is to be seen, too (WCAG 1.4.11)
    colorBorder: '#8a94a3',
    borderRadius: 4,
    fontSize: 15,
    // by the page's language (styles.css)
    fontFamily: 'inherit',
    // nothing that moves tells anything; old machines are spared the frames
    motion: false,
  },
};
