@echo off
rem The command line of Tokendeck: its own executable, told not to open a window. A batch file waits for it.
"%~dp0..\..\Tokendeck.exe" --command-line -- %*
exit /b %errorlevel%
