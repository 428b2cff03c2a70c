package io.github.minimax4j.core;

import io.github.minimax4j.core.error.MiniMaxException;
import io.github.minimax4j.core.file.FileUpload;
import io.github.minimax4j.core.file.StoredFile;
import io.github.minimax4j.core.internal.call.CallFactory;
import io.github.minimax4j.core.internal.call.CallOptions;
import io.github.minimax4j.core.internal.call.ClientResources;
import io.github.minimax4j.core.internal.call.UnaryCall;
import io.github.minimax4j.core.internal.http.JsonRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The files that the service keeps for the account; see {@link MiniMaxClient#files()}. MiniMax documents the endpoints; gateways and
 * self-hosted servers may lack them, and the error then says so. Thread-safe. Completing a future ends its call.
 */
public final class MiniMaxFiles {

    private final ClientResources resources;

    private final CallFactory calls;

    private final CallOptions options;

    MiniMaxFiles(ClientResources resources, CallFactory calls, CallOptions options) {
        this.resources = resources;
        this.calls = calls;
        this.options = options;
    }

    /**
     * Uploads a file and waits until the service has it. It is read from the disk piece by piece; only a transport of the application that
     * streams no bodies makes the client read it into memory, which limits it to 2 GB. The first-byte timeout starts anew with each piece
     * that is sent. A retry may leave a second copy at the service, if the first one arrived and its response did not.
     *
     * @param upload the file
     * @return the file as the service keeps it
     * @throws MiniMaxException if the call failed
     */
    public StoredFile upload(FileUpload upload) {
        return UnaryCall.await(calls.json(JsonRequest.upload(upload), options, Runnable::run));
    }

    /**
     * As {@link #upload}, without waiting for the response. The first piece of the file is read on the calling thread.
     *
     * @param upload the file
     * @return the file as the service keeps it; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<StoredFile> uploadAsync(FileUpload upload) {
        return calls.json(JsonRequest.upload(upload), options, resources.callbackExecutor());
    }

    /**
     * Lists the files. Waits for the response.
     *
     * @param purpose what they were uploaded for, such as {@link FileUpload#VIDEO_UNDERSTANDING}; null for all, which MiniMax may reject
     * @return the files, in the order of the server
     * @throws MiniMaxException if the call failed
     */
    public List<StoredFile> list(@Nullable String purpose) {
        return UnaryCall.await(calls.json(JsonRequest.files(purpose), options, Runnable::run));
    }

    /**
     * As {@link #list}, without waiting.
     *
     * @param purpose what they were uploaded for; null for all, which MiniMax may reject
     * @return the files; fails with a {@link MiniMaxException}; completed on the callback executor
     */
    public CompletableFuture<List<StoredFile>> listAsync(@Nullable String purpose) {
        return calls.json(JsonRequest.files(purpose), options, resources.callbackExecutor());
    }

    /**
     * Describes one file. Waits for the response.
     *
     * @param id the id of the file
     * @return the file, with an address for its download if the service gives one
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     * @throws MiniMaxException if the call failed
     */
    public StoredFile retrieve(String id) {
        return UnaryCall.await(calls.json(JsonRequest.file(id), options, Runnable::run));
    }

    /**
     * As {@link #retrieve}, without waiting.
     *
     * @param id the id of the file
     * @return the file; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     */
    public CompletableFuture<StoredFile> retrieveAsync(String id) {
        return calls.json(JsonRequest.file(id), options, resources.callbackExecutor());
    }

    /**
     * Deletes a file. Waits for the response.
     *
     * @param id      the id of the file
     * @param purpose what it was uploaded for, which MiniMax's page requires and its own client omits; null to omit it
     * @return the id of the file that was deleted
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     * @throws MiniMaxException if the call failed
     */
    public String delete(String id, @Nullable String purpose) {
        return UnaryCall.await(calls.json(JsonRequest.deletion(id, purpose), options, Runnable::run));
    }

    /**
     * As {@link #delete}, without waiting.
     *
     * @param id      the id of the file
     * @param purpose what it was uploaded for; null to omit it
     * @return the id of the file; fails with a {@link MiniMaxException}; completed on the callback executor
     * @throws IllegalArgumentException if the id is blank; nothing was sent
     */
    public CompletableFuture<String> deleteAsync(String id, @Nullable String purpose) {
        return calls.json(JsonRequest.deletion(id, purpose), options, resources.callbackExecutor());
    }
}
