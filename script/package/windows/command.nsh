; Makes `tokendeck` known in terminals: a batch file in the folder that Windows keeps on every person's path for this.
; The path itself is left alone, since an installer that changes it can cut it off.
!define COMMAND_FILE "$LOCALAPPDATA\Microsoft\WindowsApps\tokendeck.cmd"

!macro customInstall
  ClearErrors
  FileOpen $0 "${COMMAND_FILE}" w
  ${ifNot} ${Errors}
    FileWrite $0 "@echo off$\r$\n"
    FileWrite $0 'call "%LOCALAPPDATA%\Programs\${APP_FILENAME}\resources\bin\tokendeck.cmd" %*$\r$\n'
    FileClose $0
  ${endIf}
!macroend

!macro customUnInstall
  Delete "${COMMAND_FILE}"
!macroend
