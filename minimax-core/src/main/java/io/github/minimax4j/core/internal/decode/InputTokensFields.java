package io.github.minimax4j.core.internal.decode;

import io.github.minimax4j.core.internal.check.ResponseDetails;
import io.github.minimax4j.core.internal.json.JsonValues;
import java.io.IOException;
import java.util.Map;

/** Takes the number of tokens of an input. */
public final class InputTokensFields implements ResponseFields<Integer> {

    @Override
    public boolean found(Map<String, Object> members) {
        return JsonValues.number(members.get("input_tokens")) != null;
    }

    @Override
    public Integer result(Map<String, Object> members, ResponseDetails response) throws IOException {
        Long tokens = JsonValues.number(members.get("input_tokens"));
        if (tokens == null || tokens < 0 || tokens > Integer.MAX_VALUE) {
            throw new IOException("no 'input_tokens': it does not count tokens, or failed without saying why");
        }
        return tokens.intValue();
    }
}
