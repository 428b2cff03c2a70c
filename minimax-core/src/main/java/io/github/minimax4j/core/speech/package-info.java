/**
 * Text to speech: request and result.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.speech.SpeechRequest;
 * import java.io.IOException;
 * import java.nio.file.Files;
 * import java.nio.file.Path;
 *
 * public class Speak {
 *
 *     public static void main(String[] args) throws IOException {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             Files.write(
 *                     Path.of("sea.mp3"),
 *                     client.synthesize(SpeechRequest.builder()
 *                                     .model("speech-2.8-hd")
 *                                     .voiceId("English_expressive_narrator")
 *                                     .text("The sea is salty.")
 *                                     .build())
 *                             .audio());
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.speech;

import org.jspecify.annotations.NullMarked;
