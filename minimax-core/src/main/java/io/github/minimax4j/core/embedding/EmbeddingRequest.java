package io.github.minimax4j.core.embedding;

import io.github.minimax4j.core.internal.check.ExtraBody;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be turned into vectors by {@code POST /v1/embeddings}. MiniMax uses its own form there, which OpenAI's clients do not support
 * (Q38). Values are checked when the request is built, so an invalid one fails before anything is sent. Immutable.
 */
public final class EmbeddingRequest {

    private static final Set<String> OWN_FIELDS = Set.of("model", "texts", "type");

    private final Builder values;

    private EmbeddingRequest(Builder values) {
        this.values = values;
    }

    /** Starts an empty request. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy of this request. */
    public Builder toBuilder() {
        return values.copy();
    }

    /** See {@link Builder#model}. */
    public String model() {
        return values.model;
    }

    /** See {@link Builder#texts(List)}. */
    public List<String> texts() {
        return values.texts;
    }

    /** See {@link Builder#type}. */
    public EmbeddingType type() {
        return values.type;
    }

    /** See {@link Builder#maxBatchSize}. */
    public int maxBatchSize() {
        return values.maxBatchSize;
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return values.extraBody;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmbeddingRequest that && values.all().equals(that.values.all());
    }

    @Override
    public int hashCode() {
        return values.all().hashCode();
    }

    @Override
    public String toString() {
        return "EmbeddingRequest[model=" + model() + ", texts=" + texts() + ", type=" + type() + ", maxBatchSize="
                + maxBatchSize() + ", extraBody=" + extraBody() + "]";
    }

    /** Builds an {@link EmbeddingRequest}. Not thread-safe. */
    public static final class Builder implements Cloneable {

        private String model = "";
        private List<String> texts = List.of();
        private EmbeddingType type = EmbeddingType.DB;
        private int maxBatchSize = 16;
        private Map<String, Object> extraBody = Map.of();

        private Builder() {}

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private List<Object> all() {
            return List.of(model, texts, type, maxBatchSize, extraBody);
        }

        /** The model, such as {@code embo-01}; free text. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** The texts, at least one. */
        public Builder texts(List<String> texts) {
            this.texts = texts;
            return this;
        }

        /** The texts, at least one. */
        public Builder texts(String... texts) {
            return texts(Arrays.asList(texts));
        }

        /** What the texts are embedded for. Default: {@link EmbeddingType#DB}. */
        public Builder type(EmbeddingType type) {
            this.type = Objects.requireNonNull(type, "type");
            return this;
        }

        /**
         * Maximum number of texts in one HTTP request, at least 1; further ones are sent in further requests, one after the other. Default:
         * 16, which MiniMax's users were observed to send.
         */
        public Builder maxBatchSize(int maxBatchSize) {
            this.maxBatchSize = maxBatchSize;
            return this;
        }

        /** Adds fields to the body that this class does not know, by their names in JSON; plain JSON values. */
        public Builder extraBody(Map<String, ?> extraBody) {
            this.extraBody = ExtraBody.added(this.extraBody, extraBody, OWN_FIELDS);
            return this;
        }

        /**
         * Checks the fields and builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a field is missing or invalid; the message names it
         */
        public EmbeddingRequest build() {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException("model must be set: MiniMax has no default model for embeddings");
            }
            if (texts == null || texts.isEmpty()) {
                throw new IllegalArgumentException("texts must hold at least one text");
            }
            for (int i = 0; i < texts.size(); i++) {
                if (texts.get(i) == null) {
                    throw new IllegalArgumentException("texts[" + i + "] is null");
                }
            }
            if (maxBatchSize < 1) {
                throw new IllegalArgumentException("maxBatchSize is " + maxBatchSize + ": it must be at least 1");
            }
            Builder built = copy();
            built.texts = List.copyOf(texts);
            return new EmbeddingRequest(built);
        }
    }

    /**
     * What a text is embedded for. MiniMax maps the two into different spaces: a vector of a {@link #QUERY} finds vectors of
     * {@link #DB}, and comparing two of one kind means little (Q38).
     */
    public enum EmbeddingType {
        /** A text that is stored, to be found later. */
        DB("db"),
        /** A question that searches stored texts. */
        QUERY("query");

        private final String wireName;

        EmbeddingType(String wireName) {
            this.wireName = wireName;
        }

        /**
         * The name in JSON.
         *
         * @return the lower-case wire name
         */
        public String wireName() {
            return wireName;
        }
    }
}
