package org.openbloctel.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.engine.Look;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.xlsx.WorkbookLook;

/** {@code bloctel look}: shows what a scrub would read of a call file, without a list, and writes nothing. */
final class LookCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    LookCommand(Terminal terminal, Messages messages) {
        super(
                "look",
                "FILE",
                OptionSpec.all(List.of(
                        LayoutArguments.OPTIONS,
                        List.of(
                                OptionSpec.optional("plan", "CODE"),
                                OptionSpec.optional("report", "text|json"),
                                OptionSpec.flag("json")))));
        this.terminal = terminal;
        this.messages = messages;
    }

    /**
     * What was seen of a file.
     *
     * @param layout of a text file; none of a workbook
     */
    record Facts(CallFile file, boolean columnsNamed, Optional<Layout> layout, WorkbookLook.Seen seen) {}

    @Override
    int run(Arguments arguments) throws IOException {
        LayoutOptions options = LayoutArguments.read(arguments);
        NumberingPlan plan = arguments.value("plan").map(Lists::plan).orElse(NumberingPlan.FRANCE);
        boolean json = arguments.json();
        try (CallFile file = ScrubCommand.open(terminal, arguments.rest().get(0), false)) {
            Facts facts = facts(file, options, plan);
            LookReport report = new LookReport(messages, facts, plan);
            terminal.out().print(json ? report.json() : report.text());
            Optional<CallFileException> unsure = facts.seen().unsure();
            return unsure.isPresent() ? new Failures(terminal, messages).report(unsure.get()) : ExitCode.DONE;
        }
    }

    private static Facts facts(CallFile file, LayoutOptions options, NumberingPlan plan) throws IOException {
        boolean named = !options.columns().isEmpty();
        if (file.container() == Container.WORKBOOK) {
            WorkbookLook.Seen seen = WorkbookLook.of(file.workbook(), file.name(), options, plan);
            return new Facts(file, named, Optional.empty(), seen);
        }
        Layout layout;
        try {
            layout = file.layout(options, plan);
        } catch (CallFileException e) {
            if (e.fault() != Fault.UNSURE_COLUMN && e.fault() != Fault.NO_SUCH_COLUMN) {
                throw e;
            }
            // Any column will do to show the lines, by which the reader finds the right one.
            layout = file.layout(options.withColumns("1"), plan);
            return new Facts(file, named, Optional.of(layout), unsure(file, layout, plan, e));
        }
        PhoneColumns columns = new PhoneColumns(
                layout.header(), layout.columns(), layout.columnNames(), layout.lenient(), layout.ids());
        Look look = Look.of(file, layout, plan);
        WorkbookLook.Seen seen = new WorkbookLook.Seen(
                "", List.of(), layout.titles(), columns, layout.country(), look, Optional.empty());
        return new Facts(file, named, Optional.of(layout), seen);
    }

    private static WorkbookLook.Seen unsure(CallFile file, Layout layout, NumberingPlan plan, CallFileException why) {
        PhoneColumns none = new PhoneColumns(layout.header(), List.of(), List.of(), List.of(), List.of());
        Look look = Look.unsure(file.first(layout), plan);
        return new WorkbookLook.Seen("", List.of(), layout.titles(), none, -1, look, Optional.of(why));
    }
}
