/** The catalog of kinds, asked once. */

import { create } from 'zustand'
import { getCatalog } from '../api/routes'
import type { Catalog, DatasetKind, LayerKind } from '../model/catalog'
import { named } from '../model/catalog'

interface CatalogState {
  readonly catalog: Catalog | null
  load(): Promise<Catalog>
}

let asked: Promise<Catalog> | null = null

export const useCatalog = create<CatalogState>((set) => ({
  catalog: null,
  load: () => (asked ??= fetchOnce(set)),
}))

async function fetchOnce(set: (state: { catalog: Catalog }) => void): Promise<Catalog> {
  try {
    const catalog = await getCatalog()
    set({ catalog })
    return catalog
  } catch (error) {
    asked = null
    throw error
  }
}

export function layerKind(name: string): LayerKind | undefined {
  return named(useCatalog.getState().catalog?.layers ?? [], name)
}

export function useLayerKind(name: string): LayerKind | undefined {
  return useCatalog((state) => named(state.catalog?.layers ?? [], name))
}

export function useDatasetKind(name: string | undefined): DatasetKind | undefined {
  return useCatalog((state) => named(state.catalog?.datasets ?? [], name ?? ''))
}
