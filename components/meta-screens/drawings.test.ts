import { describe, expect, it } from 'vitest'
import { metaLinkFor } from '@/components/wizard/check-remedies'
import { CHECK_KINDS } from '@/lib/checks/kinds'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import { type Drawing, drawings, type Picture, pictureOf } from './drawings'

const pictures = Object.entries(drawings) as [Picture, Drawing][] // safe: the keys of a literal

const drawnOn = ({ side = [], main }: Drawing): string[] => [...side, ...main].flat().filter((row) => !/^-+$/.test(row))

describe('the drawn pages of Meta', () => {
  it.each(pictures)('%s draws each of its words once, and has no others', (name, drawing) => {
    const drawn = drawnOn(drawing)
    const words = ['alt', 'bar', ...drawn.filter((row) => row !== '#')].sort()
    expect(Object.keys(en.metaScreens[name]).sort()).toEqual(words)
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it.each(pictures)('%s says in words where its pins are', (name, drawing) => {
    const pins = drawnOn(drawing).map((_, place) => String(place + 1))
    for (const { metaScreens } of [en, vi]) expect(metaScreens[name].alt.match(/\d/g)).toEqual(pins)
  })

  it('has one for each check that is mended on a page of Meta; two-step verification has five of its own', () => {
    const withLink = CHECK_KINDS.filter((kind) => metaLinkFor[kind] !== null)
    expect(withLink.filter((kind) => pictureOf(kind) === null)).toEqual(['two_step_off'])
  })
})
