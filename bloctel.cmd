@echo off
rem Starts OpenBloctel on Windows, as it was unpacked. BLOCTEL_JAVA_OPTS: more options for java.
rem Its options are those of the script bloctel, which has the reasons.
setlocal DisableDelayedExpansion
rem No java.exe beside a call file.
set "NoDefaultCurrentDirectoryInExePath=1"
set "root=%~dp0"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
rem Without quotes around them: they have their own.
set arguments=%*
set "jar=%root%lib\cli\bloctel.jar"
set "main=org.openbloctel.cli.Main"
set "flags=-XX:+UseSerialGC -Xms8m -Xmn4m -Djdk.reflect.useNativeAccessorOnly=true"
set "flags=%flags% -XX:Tier3MinInvocationThreshold=10 -XX:Tier4MinInvocationThreshold=20"
set "flags=%flags% -XX:Tier4CompileThreshold=10000 -XX:Tier4BackEdgeThreshold=1000000"
set "flags=%flags% -XX:InlineSmallCode=500"

rem The help of the server's commands is the other program's, in both languages.
if "%~2"=="--help" goto start
if "%~2"=="-h" goto start
if "%~3"=="--help" goto start
if "%~3"=="-h" goto start
if "%~1"=="serve" goto server
if "%~1"=="doctor" goto server
if "%~1"=="backup" goto server
if "%~1"=="restore" goto server
if "%~1"=="audit" goto server
goto start

:server
set "jar=%root%lib\server\server.jar"
set "main=org.openbloctel.server.app.ServerApplication"
set "flags=--enable-native-access=ALL-UNNAMED"
rem The server's program knows the other commands by their names.
if "%~1"=="serve" set arguments=%arguments:*serve=%

:start
if not exist "%jar%" (
    echo OpenBloctel is not whole: "%jar%" is missing. Unpack it again. 1>&2
    exit /b 70
)
rem What it prints is UTF-8. The console has its own code page again afterwards.
set "page="
for /f "tokens=2 delims=:." %%p in ('chcp 2^>nul') do set "page=%%p"
chcp 65001 >nul 2>&1
"%java%" %flags% %BLOCTEL_JAVA_OPTS% -cp "%jar%" %main% %arguments%
set "code=%errorlevel%"
if defined page chcp %page% >nul 2>&1
if %code%==9009 echo OpenBloctel needs Java 25 or later: install it, or set JAVA_HOME to it. 1>&2
exit /b %code%
