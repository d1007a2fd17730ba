/** Kernels that can be set by hand with one press: each tells the number at every cell. */

export type Preset = 'top' | 'left' | 'bottom' | 'right' | 'blur' | 'sharpen' | 'same'

type Kernel = (row: number, column: number, height: number, width: number) => number

const isMiddle: Kernel = (row, column, height, width) =>
  Number(row === (height - 1) >> 1 && column === (width - 1) >> 1)

/** Cells that share a side with the middle one. */
const isBeside: Kernel = (row, column, height, width) =>
  Number(Math.abs(row - ((height - 1) >> 1)) + Math.abs(column - ((width - 1) >> 1)) === 1)

const count = (kernel: Kernel, height: number, width: number): number =>
  cells(height, width).reduce((sum, [row, column]) => sum + kernel(row, column, height, width), 0)

// An edge is where the side within is brighter than the side without.
const KERNELS: Record<Preset, Kernel> = {
  top: (row, _, height) => Math.sign(2 * row - height + 1),
  left: (_, column, __, width) => Math.sign(2 * column - width + 1),
  bottom: (row, _, height) => -Math.sign(2 * row - height + 1),
  right: (_, column, __, width) => -Math.sign(2 * column - width + 1),
  blur: (_, __, height, width) => 1 / (height * width),
  sharpen: (row, column, height, width) =>
    isMiddle(row, column, height, width) * (1 + count(isBeside, height, width)) -
    isBeside(row, column, height, width),
  same: isMiddle,
}

/** The presets that mean something for a kernel of this size. */
export function presetsFor(height: number, width: number): Preset[] {
  const tall = height > 1
  const wide = width > 1
  const fits: Record<Preset, boolean> = {
    top: tall,
    left: wide,
    bottom: tall,
    right: wide,
    blur: tall || wide,
    sharpen: height > 2 || width > 2,
    same: true,
  }
  return (Object.keys(fits) as Preset[]).filter((preset) => fits[preset])
}

/** The kernel's numbers row by row. */
export function kernelOf(preset: Preset, height: number, width: number): number[] {
  // Without "+ 0" an edge would hold a minus zero.
  return cells(height, width).map(
    ([row, column]) => KERNELS[preset](row, column, height, width) + 0,
  )
}

function cells(height: number, width: number): [number, number][] {
  return Array.from({ length: height * width }, (_, n) => [Math.floor(n / width), n % width])
}
