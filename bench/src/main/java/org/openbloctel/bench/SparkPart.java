package org.openbloctel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.process.Command;

/**
 * The job for Spark beside the command line, on one file, with one to four executors of one core each: what a row costs on a cluster, and what
 * starting one costs. All of it runs on this machine, so more executors than cores gain nothing here.
 */
final class SparkPart implements Part {
    private static final int MAX_EXECUTORS = 4;
    private static final String MEMORY_MIB = "1024";

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        Path module = session.options().root().resolve("spark");
        Path home = home(module.resolve("target/classpath"), session.workspace());
        ListSpec french = session.french();
        Path list = session.bloctel().list(french);
        CallFile file = session.data()
                .calls(session.calls(french, Style.CLEAN, session.options().rows()));
        Entrants entrants = new Entrants();
        entrants.addAll(session.bloctel().contenders(list, french.country()));
        for (int executors = 1; executors <= MAX_EXECUTORS; executors++) {
            String name = "Spark, executors: " + executors + ", no digests";
            String master = "local-cluster[" + executors + ",1," + MEMORY_MIB + "]";
            Contender.Launch launch = (calls, out) -> submit(home, module, master, calls.calls(), list, out);
            entrants.addAll(List.of(new Contender(name, Contender.Pace.FAST, launch, Bloctel::outputs)));
        }
        Standings standings = Standings.on(file, entrants);
        String title = Titles.of("Spark", file, french);
        session.race().run(title, standings.all(), session.options().rounds());
        session.findings().section(title, standings.table());
        standings.reportWrong(title, session.findings());
    }

    private static Command submit(Path home, Path module, String master, Path calls, Path list, Path out) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        "-cp",
                        home.resolve("jars") + "/*",
                        "org.apache.spark.deploy.SparkSubmit",
                        "--master",
                        master,
                        "--conf",
                        "spark.driver.host=127.0.0.1",
                        "--conf",
                        "spark.driver.bindAddress=127.0.0.1",
                        "--conf",
                        "spark.ui.enabled=false",
                        "--class",
                        "org.openbloctel.spark.ScrubJob",
                        module.resolve("target/bloctel-spark.jar"),
                        "--list",
                        list.toUri(),
                        "--out",
                        out.toUri(),
                        "--digests",
                        "no",
                        calls.toUri())
                .with("SPARK_HOME", home.toString())
                .with("SPARK_SCALA_VERSION", "2.13")
                .with("SPARK_LOCAL_IP", "127.0.0.1");
    }

    /** What a distribution of Spark looks like to itself, of the jars that the module was built against. */
    private static Path home(Path classPath, Workspace workspace) throws IOException {
        if (!Files.exists(classPath)) {
            throw new IOException(classPath + " is missing: build the module spark first");
        }
        Path home = workspace.tools().resolve("spark");
        Workspace.delete(home);
        Path jars = Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("RELEASE"), "");
        for (String entry : Files.readString(classPath).strip().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            if (name.endsWith(".jar") && !name.startsWith("scrub")) {
                Files.createSymbolicLink(jars.resolve(name), jar);
            }
        }
        return home;
    }
}
