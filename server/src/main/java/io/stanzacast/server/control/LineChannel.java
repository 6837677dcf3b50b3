package io.stanzacast.server.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** JSON, one value a line, over a socket in blocking mode; both ends use it. Of one thread. */
public final class LineChannel {
    private final SocketChannel channel;
    private final int mostBytes;
    private final ObjectMapper json = new ObjectMapper();
    private final ByteBuffer received = ByteBuffer.allocate(16 * 1024).flip();

    /** @param mostBytes of a line that is received */
    public LineChannel(SocketChannel channel, int mostBytes) {
        this.channel = channel;
        this.mostBytes = mostBytes;
    }

    /** The next value; empty at the end. @throws IOException also for what is no JSON, or too long */
    public Optional<JsonNode> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (!received.hasRemaining() && !fill()) {
                return Optional.empty();
            }
            byte next = received.get();
            if (next == '\n') {
                return Optional.of(parse(line.toByteArray()));
            }
            if (line.size() >= mostBytes) {
                throw new IOException("line: more than " + mostBytes + " bytes (expected: 0.." + mostBytes + ")");
            }
            line.write(next);
        }
    }

    private JsonNode parse(byte[] line) throws IOException {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("line: no JSON (expected: an object)"); // the parser's own words show what was sent
        }
    }

    private boolean fill() throws IOException {
        received.clear();
        int count = channel.read(received);
        received.flip();
        return count >= 0;
    }

    public void write(JsonNode value) throws IOException {
        byte[] bytes = json.writeValueAsBytes(value);
        ByteBuffer line = ByteBuffer.allocate(bytes.length + 1)
                .put(bytes)
                .put((byte) '\n')
                .flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }
}
