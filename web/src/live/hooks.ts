/** How components join the clock and the probes without being rendered for a frame. */

import { useEffect, useMemo, useRef, type RefObject } from 'react'

import { useLanguage } from '../i18n'
import type { Probe } from '../wire/messages.gen'
import { addPainter, soil, type Painter } from './clock'
import { usePalette } from './colors'
import { openProbe, type ProbeHandle } from './probes'
import { showRefusal } from './refused'

const seen = new WeakMap<Element, Set<(visible: boolean) => void>>()
let observer: IntersectionObserver | null = null

/** Tells when an element comes into view or leaves it; one observer serves the whole page. */
export function watchVisible(element: Element, tell: (visible: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        for (const told of seen.get(target) ?? []) told(isIntersecting)
    },
    { rootMargin: '60px' },
  )
  const all = seen.get(element) ?? new Set()
  seen.set(element, all.add(tell))
  // Of an element that others watch already it tells only when observing begins anew.
  observer.unobserve(element)
  observer.observe(element)
  return () => {
    all.delete(tell)
    if (all.size > 0) return
    seen.delete(element)
    observer?.unobserve(element)
  }
}

/**
 * Shows a probe in `element`: `paint` is called on the clock when a newer frame is there and the
 * element is on screen. The latest `paint` counts, so it may close over props. A question that is
 * refused is explained behind `element`; what waits for an answer bears `data-waiting`.
 */
export function useLive(
  element: RefObject<Element | null>,
  probe: Probe | null,
  paint: (handle: ProbeHandle) => void,
): void {
  const latest = useRef(paint)
  const holder = useRef<{ handle: ProbeHandle; painter: Painter } | null>(null)
  const version = usePalette((state) => state.version)
  const language = useLanguage()
  const key = probe === null ? null : JSON.stringify(probe)

  useEffect(() => {
    latest.current = paint
    if (holder.current) soil(holder.current.painter)
  })

  useEffect(() => {
    const painter: Painter = {
      visible: true,
      dirty: true,
      paint: () => {
        showRefusal(element.current, handle.problem())
        latest.current(handle)
      },
    }
    const handle = openProbe(() => soil(painter))
    holder.current = { handle, painter }
    const remove = addPainter(painter)
    const place = element.current
    const blind = place
      ? watchVisible(place, (visible) => {
          painter.visible = visible
          handle.show(visible)
          if (visible) soil(painter)
        })
      : undefined
    return () => {
      showRefusal(place, null)
      remove()
      blind?.()
      handle.close()
      holder.current = null
    }
  }, [element])

  useEffect(() => {
    holder.current?.handle.ask(key === null ? null : (JSON.parse(key) as Probe))
  }, [key, element])

  useEffect(() => {
    if (holder.current) soil(holder.current.painter)
  }, [version, language])
}

/** A value that stays the same object while its JSON does. */
export function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  return useMemo(() => JSON.parse(key) as T, [key])
}
