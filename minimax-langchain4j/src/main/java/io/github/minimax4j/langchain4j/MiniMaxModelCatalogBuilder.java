package io.github.minimax4j.langchain4j;

/** Builds {@link MiniMaxModelCatalog}s. Not thread-safe; the catalogs are. */
public class MiniMaxModelCatalogBuilder extends MiniMaxConnectionBuilder<MiniMaxModelCatalogBuilder> {
    /** Starts with the default settings. */
    public MiniMaxModelCatalogBuilder() {}

    /**
     * Checks the settings and builds a catalog, which does not connect yet.
     *
     * @return the catalog, to be closed after use
     * @throws IllegalArgumentException if a setting is missing, invalid, or conflicts with another; the message names it
     */
    public MiniMaxModelCatalog build() {
        return new MiniMaxModelCatalog(this);
    }
}
