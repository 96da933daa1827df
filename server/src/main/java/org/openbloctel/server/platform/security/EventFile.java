package org.openbloctel.server.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with a line for each event. It is opened by its name for each second in which there is something to write: after the operator's
 * logrotate moved it, the next line begins a new one.
 */
record EventFile(Path path) implements SecurityLog.Outlet {
    private static final FileAttribute<?> FOR_GROUP =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    @Override
    public void write(List<SecurityEvent.Timed> events) {
        String lines = events.stream().map(event -> line(event) + "\n").collect(Collectors.joining());
        try (FileChannel file =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), FOR_GROUP)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the security log cannot be written to: " + path, e);
        }
    }

    /** An event as one line of JSON, as files and messages have it: docs/operations.md. */
    static String line(SecurityEvent.Timed timed) {
        SecurityEvent event = timed.event();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", timed.at().toString());
        fields.put("kind", event.kind().label());
        fields.put("level", event.kind().warning() ? "warning" : "info");
        fields.put("actor", event.actor());
        fields.put("subject", event.subject());
        fields.put("network", event.network());
        fields.put("device", event.device());
        fields.values().removeIf(""::equals);
        if (timed.times() > 1) {
            fields.put("times", timed.times());
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
