package io.github.minimax4j.core.internal.json;

import io.github.minimax4j.core.chat.ContentPart;
import java.io.Reader;

/** The characters of a data URL, whose two parts are not joined in memory. */
final class DataUrlReader extends Reader {

    private final String[] parts;

    private int part;

    private int position;

    DataUrlReader(ContentPart.Data data) {
        this.parts = new String[] {"data:" + data.mimeType() + ";base64,", data.base64()};
    }

    @Override
    public int read(char[] target, int offset, int length) {
        while (part < parts.length && position == parts[part].length()) {
            part++;
            position = 0;
        }
        if (part == parts.length) {
            return -1;
        }
        int count = Math.min(length, parts[part].length() - position);
        parts[part].getChars(position, position + count, target, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {}
}
