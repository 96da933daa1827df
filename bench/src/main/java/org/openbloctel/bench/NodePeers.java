package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.bench.data.Stamp;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Meter;
import org.openbloctel.bench.process.Search;

/** Polars and ClickHouse as Node packages, which need no server and no root. */
final class NodePeers {

    static final String POLARS = "Polars, list from CSV";
    static final String CLICKHOUSE = "ClickHouse (chdb), list from CSV";

    private static final String POLARS_VERSION = "@0.26.1";
    private static final List<String> POLARS_PACKAGES =
            List.of("nodejs-polars" + POLARS_VERSION, "nodejs-polars-linux-x64-gnu" + POLARS_VERSION);
    private static final List<String> CLICKHOUSE_PACKAGES = List.of("chdb@3.4.0");

    private final Session session;
    private final Path scripts;

    private NodePeers(Session session) {
        this.session = session;
        scripts = session.options().module().resolve("src/main/peers");
    }

    static void join(Entrants entrants, Session session, Path list) throws IOException, InterruptedException {
        NodePeers peers = new NodePeers(session);
        if (session.options().wants("clickhouse")) {
            peers.join(entrants, CLICKHOUSE, "clickhouse", CLICKHOUSE_PACKAGES, list, Contender.keptRowsRewritten());
        }
        if (session.options().wants("polars")) {
            peers.join(entrants, POLARS, "polars", POLARS_PACKAGES, list, Contender.keptRows());
        }
    }

    private void join(
            Entrants entrants, String name, String script, List<String> packages, Path list, Contender.Outputs outputs)
            throws IOException, InterruptedException {
        Optional<Path> node = Search.onPath("node");
        Optional<Path> npm = Search.onPath("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            entrants.without(name, "no node or npm");
            return;
        }
        Path folder = session.workspace().tools().resolve("node-" + script);
        if (!installed(npm.get(), folder, packages)) {
            entrants.without(name, "npm could not install " + String.join(" ", packages) + ", see logs");
            return;
        }
        Path modules = folder.resolve("node_modules");
        Contender.Launch launch = (file, out) -> Command.of(
                        node.get(),
                        scripts.resolve(script + ".js"),
                        list,
                        file.calls(),
                        out.resolve(Contender.KEPT),
                        Session.CORES)
                .with("NODE_PATH", modules.toString())
                .with("POLARS_MAX_THREADS", Integer.toString(Session.CORES));
        entrants.add(new Contender(name, Contender.Pace.FAST, launch, outputs));
    }

    private boolean installed(Path npm, Path folder, List<String> packages) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path lock = folder.resolve("package-lock.json");
        Stamp stamp = new Stamp(lock, packages.toString());
        if (stamp.holds(List.of(lock))) {
            return true;
        }
        Command install = Command.of(npm, "install", "--prefix", folder, "--no-audit", "--no-fund");
        Command whole = Command.of(
                Stream.concat(install.words().stream(), packages.stream()).toArray());
        if (Meter.plainly(whole, session.workspace().log("npm " + folder.getFileName())) != 0) {
            return false;
        }
        stamp.write(List.of(lock));
        return true;
    }
}
