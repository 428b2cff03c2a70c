package io.github.minimax4j.core.embedding;

import io.github.minimax4j.core.internal.check.Field;
import io.github.minimax4j.core.internal.check.FieldTable;
import io.github.minimax4j.core.internal.check.FieldValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be turned into vectors by {@code POST /v1/embeddings}. MiniMax uses its own form there, which OpenAI's clients do not support
 * (Q38). Values are checked when the request is built, so an invalid one fails before anything is sent. Immutable.
 */
public final class EmbeddingRequest {

    private static final FieldTable TABLE = new FieldTable("EmbeddingRequest");
    private static final Field<String> MODEL = TABLE.any("model");
    private static final Field<List<String>> TEXTS = TABLE.list("texts");
    private static final Field<EmbeddingType> TYPE = TABLE.withDefault("type", EmbeddingType.DB);
    private static final Field<Integer> MAX_BATCH_SIZE =
            TABLE.atLeast(1, "maxBatchSize").orElse(16);

    private final FieldValues values;

    private EmbeddingRequest(FieldValues values) {
        this.values = values;
    }

    /** Starts an empty request. */
    public static Builder builder() {
        return new Builder(TABLE.values());
    }

    /** Starts a copy of this request. */
    public Builder toBuilder() {
        return new Builder(values.copy());
    }

    /** See {@link Builder#model}. */
    public String model() {
        return values.get(MODEL);
    }

    /** See {@link Builder#texts(List)}. */
    public List<String> texts() {
        return values.get(TEXTS);
    }

    /** See {@link Builder#type}. */
    public EmbeddingType type() {
        return values.get(TYPE);
    }

    /** See {@link Builder#maxBatchSize}. */
    public int maxBatchSize() {
        return values.get(MAX_BATCH_SIZE);
    }

    /** Further fields of the body, by their names in JSON. */
    public Map<String, Object> extraBody() {
        return values.extraBody();
    }

    /** The members of the JSON body, by name, in a new map; values are of this library's types or plain JSON. */
    public Map<String, Object> body() {
        Map<String, Object> body = values.body();
        body.remove(MAX_BATCH_SIZE.toString());
        return body;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmbeddingRequest that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows the fields that are set. */
    @Override
    public String toString() {
        return values.toString();
    }

    /** Builds an {@link EmbeddingRequest}. Not thread-safe. */
    public static final class Builder {

        private final FieldValues values;

        private Builder(FieldValues values) {
            this.values = values;
        }

        private <T> Builder set(Field<T> field, @Nullable T value) {
            values.put(field, value);
            return this;
        }

        /** The model, such as {@code embo-01}; free text. */
        public Builder model(String model) {
            return set(MODEL, model);
        }

        /** The texts, at least one. */
        public Builder texts(List<String> texts) {
            return set(TEXTS, texts);
        }

        /** The texts, at least one. */
        public Builder texts(String... texts) {
            return texts(Arrays.asList(texts));
        }

        /** What the texts are embedded for. Default: {@link EmbeddingType#DB}. */
        public Builder type(EmbeddingType type) {
            return set(TYPE, Objects.requireNonNull(type, "type"));
        }

        /**
         * Maximum number of texts in one HTTP request, at least 1; further ones are sent in further requests, one after the other. Default:
         * 16, which MiniMax's users were observed to send.
         */
        public Builder maxBatchSize(int maxBatchSize) {
            return set(MAX_BATCH_SIZE, maxBatchSize);
        }

        /** Adds fields to the body that this class does not know, by their names in JSON; plain JSON values. */
        public Builder extraBody(Map<String, ?> extraBody) {
            values.addToExtraBody(extraBody);
            return this;
        }

        /**
         * Checks the fields and builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a field is missing or invalid; the message names it
         */
        public EmbeddingRequest build() {
            values.requireText(MODEL, ": MiniMax has no default model for embeddings");
            FieldValues checked = values.checked();
            if (checked.find(TEXTS) == null) {
                throw new IllegalArgumentException("texts must hold at least one text");
            }
            return new EmbeddingRequest(checked);
        }
    }

    /**
     * What a text is embedded for. MiniMax maps the two into different spaces: a vector of a {@link #QUERY} finds vectors of
     * {@link #DB}, and comparing two of one kind means little (Q38).
     */
    public enum EmbeddingType {
        /** A text that is stored, to be found later. */
        DB,
        /** A question that searches stored texts. */
        QUERY;

        private final String wireName = name().toLowerCase(Locale.ROOT);

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
