package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * How long a change on the list takes until look-ups see it: committed by another process, so it is what each server of several
 * needs; asked for over HTTP without a pause.
 *
 * @param median in milliseconds
 * @param most in milliseconds
 */
public record Visibility(double median, double most) {
    private static final long NUMBER = 33_639_980_001L;
    private static final long MAX_NANOS = 10_000_000_000L;

    /** Puts a number on the list and takes it off, so many times. */
    public static Visibility measure(Server server, int times) throws IOException, InterruptedException {
        double[] millis = new double[times];
        try (Connection connection = server.database();
                HttpClient client = HttpClient.checks(server.checksPort(), 1, 0)) {
            change(connection, "withdraw");
            await(client, false);
            for (int i = 0; i < times; i++) {
                boolean oppose = i % 2 == 0;
                change(connection, oppose ? "oppose" : "withdraw");
                long committed = System.nanoTime();
                await(client, oppose);
                millis[i] = (System.nanoTime() - committed) / 1e6;
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Arrays.sort(millis);
        return new Visibility(millis[times / 2], millis[times - 1]);
    }

    private static void change(Connection connection, String function) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select list." + function + "(?, now())")) {
            statement.setLong(1, NUMBER);
            statement.execute();
        }
    }

    private static void await(HttpClient client, boolean opposed) throws IOException {
        long end = System.nanoTime() + MAX_NANOS;
        while (client.ask(HttpClient.checks(new long[] {NUMBER})).contains("OPPOSED") != opposed) {
            if (System.nanoTime() > end) {
                throw new IOException("a change is not seen");
            }
        }
    }
}
