import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { MetaColumns, MetaGrey, MetaPress, MetaScreen } from './meta-screen'
import { PERMISSIONS } from './permissions'

export const GUIDE_PAGES = [1, 2, 3, 4, 5, 6] as const
export type GuidePage = (typeof GUIDE_PAGES)[number]

export async function GuidePicture({ page }: { page: GuidePage }) {
  const t = await getTranslations(`guide.p${page}`)
  return (
    <MetaScreen alt={t('alt')} bar={t('bar')}>
      {drawings[page]((key) => t(key))}
    </MetaScreen>
  )
}

const drawings: Readonly<Record<GuidePage, (word: (key: string) => string) => ReactNode>> = {
  1: (word) => (
    <MetaColumns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
          <MetaPress pin={2}>{word('b')}</MetaPress>
          <MetaGrey />
          <MetaGrey size="short" />
        </>
      }
    >
      <MetaGrey size="wide" />
      <MetaGrey />
      <MetaGrey size="short" />
    </MetaColumns>
  ),
  2: (word) => (
    <MetaColumns
      side={
        <>
          <MetaGrey />
          <MetaGrey size="short" />
          <MetaGrey />
        </>
      }
    >
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <span className="meta-box">
        <MetaGrey size="short" />
        <span className="rounded border border-edge px-3 py-1">{word('field')}</span>
        <MetaPress pin={2}>{word('b')}</MetaPress>
        <MetaPress pin={3}>{word('c')}</MetaPress>
      </span>
    </MetaColumns>
  ),
  3: (word) => (
    <MetaColumns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
        </>
      }
    >
      <span className="meta-box">
        <MetaGrey size="short" />
        <MetaPress pin={2}>{word('b')}</MetaPress>
      </span>
      <span className="meta-box">
        <MetaGrey />
        <MetaPress pin={3}>{word('c')}</MetaPress>
      </span>
      <MetaPress pin={4}>{word('d')}</MetaPress>
    </MetaColumns>
  ),
  4: (word) => (
    <MetaColumns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
        </>
      }
    >
      <MetaPress pin={2}>{word('b')}</MetaPress>
      <span className="meta-box">
        <MetaGrey size="short" />
        <MetaPress pin={3}>{word('c')}</MetaPress>
        <MetaGrey />
        <MetaPress pin={4}>{word('d')}</MetaPress>
      </span>
    </MetaColumns>
  ),
  5: (word) => (
    <span className="meta-box">
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <MetaPress pin={2}>{word('b')}</MetaPress>
      <MetaGrey size="short" />
      {PERMISSIONS.map((permission) => (
        <span key={permission} className="meta-tick">
          {permission}
        </span>
      ))}
      <MetaPress pin={3}>{word('c')}</MetaPress>
    </span>
  ),
  6: (word) => (
    <span className="meta-box">
      <MetaGrey size="short" />
      <span className="digits truncate rounded border border-edge px-3 py-2">EAA••••••••••••••••••••••</span>
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <MetaGrey />
    </span>
  ),
}
