complete --keep-order --exclusive --command acquis --arguments "(ACQUIS_COMPLETE=fish acquis -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
