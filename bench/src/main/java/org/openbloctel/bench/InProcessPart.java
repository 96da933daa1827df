package org.openbloctel.bench;

import java.io.IOException;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Style;

/** The measurements inside this JVM. */
final class InProcessPart implements Part {

    @Override
    public void run(Session session) throws IOException, InterruptedException {
        if (InProcess.ALL.isEmpty()) {
            return;
        }
        ListSpec french = session.french();
        InProcess.Material material = new InProcess.Material(
                session.data().list(french),
                session.bloctel().list(french),
                session.data()
                        .calls(session.calls(
                                french, Style.MESSY, session.options().rows())));
        for (InProcess each : InProcess.ALL) {
            each.measure(material).forEach(session.findings()::measured);
        }
    }
}
