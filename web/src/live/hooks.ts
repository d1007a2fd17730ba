/** How components join the clock and the probes without being rendered for a frame. */

import { useEffect, useMemo, useRef, type RefObject } from 'react'

import type { Probe } from '../wire/messages.gen'
import { addPainter, soil, type Painter } from './clock'
import { usePalette } from './colors'
import { openProbe, type ProbeHandle } from './probes'

const seen = new WeakMap<Element, (visible: boolean) => void>()
let observer: IntersectionObserver | null = null

/** Tells when an element comes into view or leaves it; one observer serves the whole page. */
export function watchVisible(element: Element, tell: (visible: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) seen.get(entry.target)?.(entry.isIntersecting)
    },
    { rootMargin: '60px' },
  )
  seen.set(element, tell)
  observer.observe(element)
  return () => {
    seen.delete(element)
    observer?.unobserve(element)
  }
}

/**
 * Shows a probe in `element`: `paint` is called on the clock when a newer frame is there and the
 * element is on screen. The latest `paint` counts, so it may close over props.
 */
export function useLive(
  element: RefObject<Element | null>,
  probe: Probe | null,
  paint: (handle: ProbeHandle) => void,
): void {
  const latest = useRef(paint)
  const holder = useRef<{ handle: ProbeHandle; painter: Painter } | null>(null)
  const version = usePalette((state) => state.version)
  const key = probe === null ? null : JSON.stringify(probe)

  useEffect(() => {
    latest.current = paint
    if (holder.current) soil(holder.current.painter)
  })

  useEffect(() => {
    const painter: Painter = {
      visible: true,
      dirty: true,
      paint: () => latest.current(handle),
    }
    const handle = openProbe(() => soil(painter))
    holder.current = { handle, painter }
    const remove = addPainter(painter)
    const blind = element.current
      ? watchVisible(element.current, (visible) => {
          painter.visible = visible
          handle.show(visible)
          if (visible) soil(painter)
        })
      : undefined
    return () => {
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
  }, [version])
}

/** A value that stays the same object while its JSON does. */
export function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  return useMemo(() => JSON.parse(key) as T, [key])
}
