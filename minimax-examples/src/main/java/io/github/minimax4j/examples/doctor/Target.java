package io.github.minimax4j.examples.doctor;

import io.github.minimax4j.core.transport.TargetProfile;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The service to examine.
 *
 * @param baseUrl as the user gave it
 * @param model   the chat model to ask
 * @param profile decides what the library sends by default
 */
record Target(String baseUrl, String model, TargetProfile profile) {

    private static final String M31 = "minimax-m3.1";

    /** Whether it is MiniMax's own service: of others, only what the library needs of any server is expected. */
    boolean isMiniMax() {
        return profile == TargetProfile.MINIMAX;
    }

    /** Whether the model is MiniMax-M3.1, which always thinks. */
    boolean isM31() {
        return family().startsWith(M31);
    }

    boolean isM3() {
        return family().startsWith("minimax-m3") && !isM31();
    }

    boolean isM2() {
        return family().startsWith("minimax-m2");
    }

    /** Whether the model is one of the oldest, of which only plain chat is documented. */
    boolean isAbab() {
        return family().startsWith("abab");
    }

    /** Whether the model may think however it is asked: a gateway may not pass on what keeps M3 from it. */
    boolean alwaysThinks() {
        return !isAbab() && !(isM3() && isMiniMax());
    }

    private String family() {
        return model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** What keeps a model from thinking, as far as it can be kept from it. */
    Map<String, Object> quiet() {
        if (!isMiniMax()) {
            return Map.of();
        }
        if (isM3()) {
            return Map.of("thinking", Map.of("type", "disabled"));
        }
        return isM31() ? Map.of("reasoning_effort", "low") : Map.of();
    }

    /** An output limit for a response of a few words: for models that always think, it includes the thinking. */
    int fewWords() {
        return alwaysThinks() ? 1_000 : 64;
    }

    /** The address without what may be secret: a login, the query, segments of the path. */
    String shown() {
        URI uri = URI.create(baseUrl);
        String address = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return address + Secrets.of(null, baseUrl).removeFrom(uri.getRawPath());
    }
}
