package io.github.minimax4j.core.internal.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The values of an object whose fields are in a {@link FieldTable}, with the fields that a user adds. Not thread-safe while it changes. */
public final class FieldValues {

    private final FieldTable table;

    private final @Nullable Object[] values;

    private Map<String, Object> extraBody = Map.of();

    FieldValues(FieldTable table) {
        this.table = table;
        this.values = new Object[table.fields.size()];
    }

    private FieldValues(FieldValues original) {
        this.table = original.table;
        this.values = original.values.clone();
        this.extraBody = original.extraBody;
    }

    /** The same values, to be changed on their own. */
    public FieldValues copy() {
        return new FieldValues(this);
    }

    /**
     * A copy whose values are checked, for values that were {@link #put}.
     *
     * @throws IllegalArgumentException if one is out of range; the message names the field
     */
    public FieldValues checked() {
        FieldValues checked = copy();
        table.fields.forEach(field -> checked.check(field));
        return checked;
    }

    private <T> void check(Field<T> field) {
        set(field, given(field));
    }

    @SuppressWarnings("unchecked") // set() accepts values of the field's type only
    private <T> @Nullable T given(Field<T> field) {
        return (T) values[field.position];
    }

    /** Whether a field is set. */
    public boolean isSet(Field<?> field) {
        return given(field) != null;
    }

    /** The names of the fields that are set, in a set of the caller's own. */
    public Set<String> namesOfSet() {
        Set<String> names = new LinkedHashSet<>();
        table.fields.stream().filter(this::isSet).forEach(field -> names.add(field.name));
        return names;
    }

    /** The value of a field, or its default, or null. */
    public <T> @Nullable T find(Field<T> field) {
        T value = given(field);
        return value == null ? field.defaultValue() : value;
    }

    /** The value of a field that is set or has a default. */
    public <T> T get(Field<T> field) {
        return Objects.requireNonNull(find(field), field.name);
    }

    /** Sets a field without a check; null unsets it, or restores its default. */
    public <T> void put(Field<T> field, @Nullable T value) {
        values[field.position] = value;
    }

    /**
     * Sets a field.
     *
     * @param value the value, or null to unset the field, or to restore its default
     * @throws IllegalArgumentException if the value is out of range; the message names the field
     */
    public <T> void set(Field<T> field, @Nullable T value) {
        put(field, value == null ? null : field.checked(value));
    }

    /**
     * Fails if a text is missing or blank.
     *
     * @param hint how the message continues, or empty
     */
    public void requireText(Field<String> field, String hint) {
        String text = find(field);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + " must be set" + hint);
        }
    }

    public Map<String, Object> extraBody() {
        return extraBody;
    }

    /** Adds fields that the table does not have. */
    public void addToExtraBody(Map<String, ?> added) {
        extraBody = ExtraBody.added(extraBody, added, table.names());
    }

    /** The members of the JSON object, in the order in which they are sent, in a map of the caller's own. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        for (Field<?> field : table.fields) {
            Object value = find(field);
            if (value != null) {
                body.put(field.name, value);
            }
        }
        body.putAll(extraBody);
        return body;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldValues that && table == that.table && body().equals(that.body());
    }

    @Override
    public int hashCode() {
        return body().hashCode();
    }

    /** Shows the fields that are set or have a default. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", table.type + "[", "]");
        for (Field<?> field : table.fields) {
            if (find(field) != null) {
                text.add(field + "=" + find(field));
            }
        }
        if (!extraBody.isEmpty()) {
            text.add("extraBody=" + extraBody);
        }
        return text.toString();
    }
}
