/** How fast each type of data is trained; a choice lasts as long as the tab. */

import type { SampleType } from './facts'

/**
 * Steps a second; null is as fast as it goes. On the plane and on tables that would be over before
 * the eye has begun: at the usual 25 steps an epoch, 750 are 30 epochs a second.
 */
const STANDARD: Record<SampleType, number | null> = {
  points: 750,
  table: 750,
  image: null,
  tokens: null,
  sequence: null,
}
const REMEMBERED = 'netzwerkstatt.speeds'

type Speeds = Partial<Record<SampleType, number | null>>

function chosen(): Speeds {
  try {
    return JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '{}') as Speeds
  } catch {
    return {}
  }
}

/** The speed for data of this type: chosen in this tab, else what suits it. */
export function speedFor(type: SampleType): number | null {
  const speed = chosen()[type]
  return speed === undefined ? STANDARD[type] : speed
}

/** Remembers a choice for data of this type. */
export function rememberSpeed(type: SampleType, speed: number | null): void {
  sessionStorage.setItem(REMEMBERED, JSON.stringify({ ...chosen(), [type]: speed }))
}
