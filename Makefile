# The commands of the project. Each finds or installs its JDK and Maven through bin/maven.

.DEFAULT_GOAL := help
.PHONY: help build test check check-long programs slowest fix checksums run demo bench jmh fuzz redteam oracle faults restarts simulate upgrade-check record-database pictures release release-check clean launcher server-launcher aot server-aot bench-traces bench-scrub

# How long `make fuzz` gives each target; FUZZ=ClassNameFuzzTest chooses one.
SECONDS ?= 60
FUZZ ?= *FuzzTest
POINTS ?= 200
BENCH ?=
JMH ?=
PREVIOUS ?=
# A number: test classes run in the random order that it stands for.
ORDER ?=
SHUFFLED = $(if $(ORDER),$(foreach kind,surefire failsafe,-D$(kind).runOrder=random -D$(kind).runOrder.random.seed=$(ORDER)))

# Three modules at a time: law, registry, server and acceptance need one another and take longest; the others must not keep them waiting.
# Maven says only what is wrong, and the tests their totals.
MAVEN := bin/maven -T 3 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.failsafe=info \
	-Dorg.slf4j.simpleLogger.log.org.apache.maven.plugins.dependency.fromDependencies=error

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

build: ## compile and package everything, without tests
	@$(MAVEN) package -DskipTests
	@$(MAKE) --no-print-directory aot server-aot

test: ## the tests that take no database and no long time, under a minute
	@$(MAVEN) test -DexcludedGroups=long

check: programs ## everything a change must pass but what check-long runs: gates, tests, a real browser
	@$(MAVEN) verify $(SHUFFLED) -Dit.excludedGroups=check-long -Dlooks=first -Dfuzz=0

check-long: programs ## what takes long and seldom breaks: journeys in their other looks, faults, generated clients, a short fuzz of each target
	@$(MAVEN) verify $(SHUFFLED) '-Dit.groups=check-long | looks' -Dlooks=others -Dspotless.check.skip \
		-Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false

# What tests of both start.
programs:
	@bin/find-chromium > /dev/null
	@bin/find-sip
	@bin/find-age
	@bin/find-cc

slowest: ## the ten test classes that took longest in the last check or test, in seconds
	@grep -h -o '<testsuite [^>]*' */target/*-reports/TEST-*.xml | \
		sed -E 's/.* name="([^"]*)".* time="([^"]*)".*/\2 \1/' | sort -rn | head -n 10

fix: ## format the code, write the golden files anew
	@$(MAVEN) spotless:apply
	@$(MAVEN) verify -Dgolden=write -Dfuzz.skip

checksums: ## after a change of a version: write the checksums of all that the build downloads anew, from an empty repository
	@rm -rf .mvn/checksums target/repository
	@$(MAVEN) verify -Dmaven.repo.local=target/repository -Dtest=NoSuchTest -Dit.test=NoSuchIT \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
		-Daether.artifactResolver.postProcessor.trustedChecksums=true \
		-Daether.artifactResolver.postProcessor.trustedChecksums.checksumAlgorithms=SHA-256 \
		-Daether.artifactResolver.postProcessor.trustedChecksums.record=true
	@rm -rf target/repository

run: server-launcher ## start the server with sample data on http://localhost:8080
	@exec ./bloctel serve --demo

demo: launcher ## build a list and scrub a call file, and show what came out
	./bloctel list build examples/registered.txt --out opposition.list
	./bloctel scrub examples/prospects.csv --list opposition.list
	@for kind in not-listed opposed unchecked; do echo; echo "examples/prospects.$$kind.csv"; head -n 6 examples/prospects.$$kind.csv; done

bench: build ## compare speed with its peers, in one run (BENCH='--only clean,messy --rows 1000000')
	@$(MAVEN) package dependency:build-classpath -pl bench,registry -am -DskipTests -Dspotless.check.skip \
		-DincludeScope=runtime -Dmdep.outputFile=target/classpath
	@"$$(bin/find-jdk)/bin/java" -Xmx6g -cp "bench/target/classes:$$(cat bench/target/classpath)" \
		org.openbloctel.bench.Bench --root . $(BENCH)

bench-traces: ## write two billion prints of checked numbers, and time the search for one (PRINTS=2000000000; 5 GB of disk, 30 minutes)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl registry -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest -Dit.test=ManyTracesIT \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dtraces=$(or $(PRINTS),2000000000)

bench-scrub: ## compare the CPU time of a scrub by the server and by the command line (LINES=10000000, ROUNDS=7; 5 GB of disk)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl registry -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest -Dit.test=ScrubCostIT \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dscrub.listed=12000000 \
		-Dscrub.lines=$(or $(LINES),10000000) -Dscrub.rounds=$(or $(ROUNDS),7)

jmh: build ## time the inner loops with JMH (JMH='-f 1 NumberReader')
	@$(MAVEN) package dependency:build-classpath -pl bench -am -DskipTests -Dspotless.check.skip \
		-DincludeScope=runtime -Dmdep.outputFile=target/classpath
	@"$$(bin/find-jdk)/bin/java" -cp "bench/target/classes:$$(cat bench/target/classpath)" org.openjdk.jmh.Main $(JMH)

fuzz: ## fuzz each target for a while (SECONDS=60, FUZZ=one class)
	@rm -rf */target/fuzz-reports
	@$(subst -T 3 ,,$(MAVEN)) test-compile failsafe:integration-test@fuzz failsafe:verify@fuzz -Dspotless.check.skip \
		-Dfuzz.verbosity=1 -Dfuzz.seconds=$(SECONDS) '-Dit.test=$(FUZZ)' -Dfailsafe.failIfNoSpecifiedTests=false
	@ls */target/fuzz-reports/*.txt > /dev/null 2>&1 || { echo "No fuzz target is named $(FUZZ)." >&2; exit 1; }

redteam: ## attack the guard of the list, and write the table of docs/enumeration.md (SEED=n repeats a run)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl registry -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest -Dit.test='RedTeamIT#table' \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dredteam=long \
		-Dseed=$(or $(SEED),$$(date +%s))

oracle: ## ask about known and unknown people 10,000 times at each form, register listed and unlisted numbers, and compare bytes and times (TRIES=n, DOOR=/pro, SEED=n repeats the order)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl server -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest \
		-Dit.test='SameAnswersIT#knownAndUnknownTakeTheSameTime,ListedOrNotIT#listedAndUnlistedNumberTakeTheSameTime' -Dsurefire.failIfNoSpecifiedTests=false \
		-Dfailsafe.failIfNoSpecifiedTests=false -Doracle.tries=$(or $(TRIES),10000) '-Doracle.door=$(DOOR)' -Dseed=$(or $(SEED),$$(date +%s))

faults: ## break servers, database and disk at 200 moments under traffic, and look for what is lost (POINTS=50, SEED=n repeats a run)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl acceptance -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest \
		-Dit.test='FaultsIT#atManyPoints' -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dfaults=$(POINTS) -Dseed=$(or $(SEED),$$(date +%s))

restarts: ## restart three servers in turn under 100,000 requests, kill them at their work, time their starts (REQUESTS=n, KILLS=n, STARTS=n)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl acceptance -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest \
		-Dit.test=RestartsIT,StartTimesIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dit.forks=1 $(if $(HAPROXY),-Dhaproxy=$(HAPROXY)) -Drestarts=$(or $(REQUESTS),100000) -Dkills=$(or $(KILLS),6) \
		-Dstarts=$(or $(STARTS),5) -Dseed=$(or $(SEED),$$(date +%s))

simulate: ## mails, webhooks, scrubs, jobs on simulated servers that stop anywhere, 10,000 seeds of each (SEEDS=n, SIM=ScrubSimulationIT, SEED=n repeats a run, ONE=n a seed)
	@$(subst -T 3 ,,$(MAVEN)) verify -pl registry,server -am -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest \
		'-Dit.test=$(or $(SIM),*SimulationIT)' -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dsimulation.seeds=$(or $(SEEDS),10000) $(addprefix -Dsimulation.seed=,$(ONE)) -Dseed=$(or $(SEED),$$(date +%s))

upgrade-check: ## run the version before (PREVIOUS=commit) beside this one on one database, under traffic, and compare what they mean
	@before=$$(bin/previous $(PREVIOUS)) && $(subst -T 3 ,,$(MAVEN)) verify -pl acceptance -am -Dspotless.check.skip \
		-Dcompiler.checks=-Xlint -Dfuzz.skip -Dtest=NoSuchTest -Dit.test=UpgradeIT -Dsurefire.failIfNoSpecifiedTests=false \
		-Dfailsafe.failIfNoSpecifiedTests=false "-Dupgrade.before=$$before" -Dseed=$(or $(SEED),$$(date +%s))

record-database: ## record a database of the version before (PREVIOUS=commit) for RecordedDatabaseIT
	@before=$$(bin/previous $(PREVIOUS)) && $(subst -T 3 ,,$(MAVEN)) verify -pl acceptance -am -Dspotless.check.skip \
		-Dcompiler.checks=-Xlint -Dfuzz.skip -Dtest=NoSuchTest -Dit.test=DatabaseRecordingIT -Dsurefire.failIfNoSpecifiedTests=false \
		-Dfailsafe.failIfNoSpecifiedTests=false "-Drecord.before=$$before"

pictures: ## keep a picture of every page that the browser tests open, in acceptance/target/screenshots
	@bin/find-chromium > /dev/null
	@$(subst -T 3 ,,$(MAVEN)) verify -Dspotless.check.skip -Dfuzz.skip -Dtest=NoSuchTest -Dit.test='*BrowserIT' \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dpictures=true

release: ## build the packages of a release twice, compare them, and leave them in target/release (VERSION=1.2.0)
	@VERSION=$(VERSION) bin/release

release-check: ## as root: unpack the image of the last release and start its server in it
	@$(subst -T 3 ,,$(MAVEN)) verify -pl acceptance -am -Dspotless.check.skip -Dcompiler.checks=-Xlint -Dfuzz.skip -Dtest=NoSuchTest \
		-Dit.test=ImageIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
		-Drelease.image=$$(ls $$PWD/target/release/*-image-amd64.tar)

clean: ## remove what was built
	@rm -rf target */target

# What ./bloctel starts, and no more.
launcher:
	@[ -f cli/target/bloctel.jar ] && [ -z "$$(find pom.xml scrub law xlsx cli -newer cli/target/bloctel.jar \
		\( -path '*/src/main/*' -o -name pom.xml \) -type f | head -n 1)" ] || { $(MAVEN) package -pl cli -am -DskipTests -Dspotless.check.skip && $(MAKE) --no-print-directory aot; }

# What ./bloctel serve starts. Again when a source is younger than what was built.
server-launcher:
	@[ -f server/target/server.jar ] && [ -z "$$(find pom.xml scrub law xlsx registry server -newer server/target/server.jar \
		\( -path '*/src/main/*' -o -name pom.xml \) -type f | head -n 1)" ] || \
		{ $(MAVEN) package -pl server -am -DskipTests -Dspotless.check.skip && $(MAKE) --no-print-directory server-aot; }

# Classes loaded and linked ahead of time, from training runs. Only a faster start: without it all works the same.
server-aot:
	@bin/train-server || rm -f server/target/bloctel.aot

aot:
	@rm -rf cli/target/bloctel.aot cli/target/training && mkdir -p cli/target/training && \
	./bloctel list build examples/registered.txt --out cli/target/training/opposition.list > /dev/null && \
	BLOCTEL_JAVA_OPTS=-XX:AOTCacheOutput=cli/target/bloctel.aot ./bloctel scrub examples/prospects.csv \
		--list cli/target/training/opposition.list --out cli/target/training > /dev/null 2>&1 || rm -f cli/target/bloctel.aot
