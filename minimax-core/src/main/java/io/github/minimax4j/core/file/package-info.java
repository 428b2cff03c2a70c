/**
 * Files that are kept by the service, such as videos that a message refers to.
 *
 * <pre>{@code
 * import io.github.minimax4j.core.MiniMaxClient;
 * import io.github.minimax4j.core.file.FileUpload;
 * import io.github.minimax4j.core.file.StoredFile;
 *
 * public class ListFiles {
 *
 *     public static void main(String[] args) {
 *         try (MiniMaxClient client = MiniMaxClient.builder()
 *                 .apiKey(System.getenv("MINIMAX_API_KEY"))
 *                 .build()) {
 *             for (StoredFile video : client.files().list(FileUpload.VIDEO_UNDERSTANDING)) {
 *                 System.out.println(video.name() + ": mm_file://" + video.id());
 *             }
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.minimax4j.core.file;

import org.jspecify.annotations.NullMarked;
