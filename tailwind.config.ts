import type { Config } from 'tailwindcss'

/**
 * The only colours, sizes and the one radius. Values are CSS variables (app/globals.css), so that dark, high contrast
 * and forced colours change in one place.
 */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      paper: 'var(--paper)',
      card: 'var(--card)',
      ink: 'var(--ink)',
      muted: 'var(--muted)',
      link: 'var(--link)',
      action: { DEFAULT: 'var(--action)', text: 'var(--action-text)' },
      plate: { DEFAULT: 'var(--plate)', text: 'var(--plate-text)' },
      edge: 'var(--edge)',
      hairline: 'var(--hairline)',
      good: { DEFAULT: 'var(--good)', ground: 'var(--good-ground)' },
      problem: { DEFAULT: 'var(--problem)', ground: 'var(--problem-ground)' },
      attention: { DEFAULT: 'var(--attention)', ground: 'var(--attention-ground)' },
      note: 'var(--note)',
      practice: { DEFAULT: 'var(--practice)', text: 'var(--practice-text)' },
    },
    borderRadius: { none: '0', DEFAULT: '4px' },
    boxShadow: {},
    fontFamily: {
      body: ['system-ui', '"Segoe UI"', 'Roboto', '"Noto Sans"', 'sans-serif'],
      heading: ['"Be Vietnam Pro"', '"Heading Fallback"', 'system-ui', 'sans-serif'],
      digits: ['"Atkinson Hyperlegible Mono"', 'ui-monospace', 'monospace'],
    },
    fontSize: {
      small: ['0.89rem', '1.5'],
      body: ['1rem', '1.55'],
      lead: ['1.1rem', '1.5'],
      h2: ['1.3rem', '1.28'],
      h1: ['var(--h1)', '1.28'],
      digits: ['1.6rem', '1.28'],
    },
    fontWeight: { normal: '400', strong: '600' },
  },
} satisfies Config
