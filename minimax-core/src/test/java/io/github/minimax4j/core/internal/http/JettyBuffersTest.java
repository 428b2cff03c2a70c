package io.github.minimax4j.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;

/** Buffers that Jetty uses after it has released them. */
class JettyBuffersTest {

    @Test
    void clearingAReleasedBufferLosesNothingOfTheNextUser() {
        ByteBufferPool pool = new JettyClients.Buffers();
        RetainableByteBuffer first = pool.acquire(16 * 1024, true);
        ByteBuffer kept = first.getByteBuffer();
        first.release();
        RetainableByteBuffer second = pool.acquire(16 * 1024, true);
        BufferUtil.append(second.getByteBuffer(), "read".getBytes(StandardCharsets.UTF_8));

        BufferUtil.append(kept, (byte) 'R'); // it is the same memory
        BufferUtil.clear(kept);

        assertThat(BufferUtil.toUTF8String(second.getByteBuffer())).isEqualTo("Read");
        second.release();
    }
}
