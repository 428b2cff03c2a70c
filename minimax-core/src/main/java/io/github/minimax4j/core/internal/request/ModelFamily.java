package io.github.minimax4j.core.internal.request;

/** MiniMax's chat models whose treatment of fields is known, by the beginning of their names. */
enum ModelFamily {
    M3_1("minimax-m3.1"),
    M3("minimax-m3"),
    M2("minimax-m2"),
    OTHER("");

    private static final ModelFamily[] ALL = values();

    private final String prefix;

    ModelFamily(String prefix) {
        this.prefix = prefix;
    }

    /** The family of a model; gateways put the vendor and a slash before its name. */
    static ModelFamily of(String model) {
        int start = model.lastIndexOf('/') + 1;
        for (ModelFamily family : ALL) {
            if (model.regionMatches(true, start, family.prefix, 0, family.prefix.length())) {
                return family;
            }
        }
        return OTHER;
    }
}
