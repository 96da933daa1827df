package org.openbloctel.bench.lookup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same look-up in a set of Redis, by its own protocol. */
final class Redis implements Load.Connection {
    private static final int AT_ONCE = 1000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int size;
    private final SplittableRandom random;

    Redis(int port, int size, int seed) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        this.size = size;
        this.random = new SplittableRandom(seed);
    }

    /** Puts the numbers of a text in the set. */
    void load(Path text) throws IOException {
        long[] batch = new long[AT_ONCE];
        int n = 0;
        try (BufferedReader lines = Files.newBufferedReader(text)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch[n++] = Long.parseLong(line.substring(1));
                if (n == AT_ONCE) {
                    send("SADD", batch);
                    n = 0;
                }
            }
        }
        if (n > 0) {
            send("SADD", Arrays.copyOf(batch, n));
        }
    }

    @Override
    public void ask() throws IOException {
        send(size == 1 ? "SISMEMBER" : "SMISMEMBER", Numbers.drawn(random, size));
    }

    private void send(String command, long[] numbers) throws IOException {
        StringBuilder request = new StringBuilder(
                "*" + (numbers.length + 2) + "\r\n$" + command.length() + "\r\n" + command + "\r\n$1\r\ns\r\n");
        for (long number : numbers) {
            String digits = Long.toString(number);
            request.append('$')
                    .append(digits.length())
                    .append("\r\n")
                    .append(digits)
                    .append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        answer();
    }

    private void answer() throws IOException {
        String line = line();
        if (line.startsWith("-")) {
            throw new IOException(line);
        }
        if (line.startsWith("*")) {
            for (int i = Integer.parseInt(line.substring(1).strip()); i > 0; i--) {
                line();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) b);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
